#!/usr/bin/env node
// The command that npm links. Must not do anything but start the built command line.
import { main } from "../dist/pipeline/cli.js";
import { listenForInterrupts } from "../dist/pipeline/interrupt.js";

listenForInterrupts();

process.exitCode = await main(process.argv.slice(2));
