# Chairside. `make run` shows it, `make test` tests it; `make` lists the rest.

SWIFT ?= swift
PREFIX ?= /usr/local
# What a release has in it: the Swift runtime, so that the machine beside the chair needs none. Two things shorten its start:
# relocations packed by lld (glibc 2.36 reads them), and generic types that are named where they are used instead of being
# looked up by their names among all conformances.
RELEASE := --configuration release --static-swift-stdlib -debug-info-format none -Xlinker -s \
  -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
# STRICT=1 makes every warning an error, as the build machine does; without debug information, which nobody reads there. (The
# index is read: SwiftPM finds the tests in it.)
STRICT ?= 0
ifeq ($(STRICT),1)
CHECKS := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error -debug-info-format none
endif

# What `make simulation` plays: one seed (SEED=1234), or all below a number (SEEDS=10000); the usual ones without either.
SEED ?=
SEEDS ?=

# What `make campaign` is asked for: parts (`kills torn`), or --long.
CAMPAIGN ?=

# What `make bench` is asked for: parts (`decoders engine`), or --quick to see that all of it runs.
BENCH ?=

# How many patients `make population` draws.
PATIENTS ?= 1000

# What `make deb` is asked for: --quick packs in seconds, some 10 MB larger.
DEB ?=

BINARY := .build/release/chairside
SHARE := $(DESTDIR)$(PREFIX)/share

# A crash during a build or a test ends at once instead of asking at a prompt.
export SWIFT_BACKTRACE := enable=no

# Where `make test` puts what reads our exports, and `make setup-readers` what prints our pages; their tests skip
# themselves without it.
export PATH := $(CURDIR)/.build/readers/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests setup-readers setup-manual setup-package build run test simulation campaign population fuzz lint format \
	check-imports bench install uninstall deb dist try-deb try-kiosk clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what a build needs and is missing
	@SWIFT="$(SWIFT)" .ci/setup

setup-tests:
	@SWIFT="$(SWIFT)" .ci/setup --tests

setup-readers: ## what the tests print our pages with: a browser, and WeasyPrint in .build/readers
	@SWIFT="$(SWIFT)" .ci/setup --readers

setup-manual:
	@SWIFT="$(SWIFT)" .ci/setup --manual

setup-package:
	@SWIFT="$(SWIFT)" .ci/setup --package

build: ## the release, in .build/release/chairside
	$(SWIFT) build $(RELEASE) --product chairside

run: setup build ## a simulated session on this terminal
	@$(BINARY) monitor --simulate

test: setup-tests ## install, build and test everything
	$(SWIFT) build --build-tests $(CHECKS)
	$(SWIFT) test --skip-build $(CHECKS)

simulation: ## a chair under seeds: SEED=1234 repeats one, SEEDS=10000 tries as many
	$(SWIFT) build --build-tests $(CHECKS)
	CHAIRSIDE_SEED=$(SEED) CHAIRSIDE_SEEDS=$(SEEDS) $(SWIFT) test --skip-build --filter SimulationTests

campaign: build ## what it does when disks, clocks, terminals and devices fail
	.ci/campaign $(CAMPAIGN)

population: build ## are the patients who are met the published ones?
	.ci/population $(PATIENTS)

fuzz: ## do any bytes break a decoder? FUZZ="hl7 --seconds 600" tries one for longer
	.ci/fuzz $(FUZZ)

lint: ## is the code formatted?
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format: ## format the code
	$(SWIFT) format format --in-place --recursive Sources Tests Package.swift

check-imports: ## does every target import only what it depends on?
	$(SWIFT) build --explicit-target-dependency-import-check error

bench: build ## what the screen, a replay, the decoders and an archive cost
	$(SWIFT) build $(RELEASE) --product bench
	@.build/release/bench $(BENCH)

install: setup-manual $(BINARY) ## into PREFIX (/usr/local), below DESTDIR if set
	install -D -m 755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/chairside
	.ci/manual $(BINARY) $(SHARE)

$(BINARY):
	$(MAKE) build

uninstall: ## what install has put there
	rm -f $(DESTDIR)$(PREFIX)/bin/chairside $(SHARE)/man/man1/chairside.1 $(SHARE)/man/man1/chairside-*.1
	rm -f $(SHARE)/bash-completion/completions/chairside $(SHARE)/zsh/site-functions/_chairside
	rm -f $(SHARE)/fish/vendor_completions.d/chairside.fish

deb: setup-package build ## the Debian package, in .build/dist
	.ci/package $(DEB)

dist: deb ## a release, in .build/dist: sources, package, checksums
	.ci/dist

try-deb: build ## the package in a fresh Debian: installed, used, upgraded, removed
	.ci/try-deb

try-kiosk: build ## the kiosk on a machine that boots, and what befalls it
	.ci/try-kiosk

clean: ## everything that was built
	rm -rf .build
