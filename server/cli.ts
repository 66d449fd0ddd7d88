#!/usr/bin/env node
import { runVerb } from "./commands/run-verb.js";

process.exitCode = await runVerb(process.argv.slice(2));
