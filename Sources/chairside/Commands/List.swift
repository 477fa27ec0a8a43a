import ArgumentParser

struct List: ParsableCommand {
}
