#!/usr/bin/env node
// Entry of the CLI.
process.stdout.write('cli\n');
