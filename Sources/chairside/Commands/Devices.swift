import ArgumentParser

struct Devices: ParsableCommand {
}
