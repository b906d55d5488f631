#!/usr/bin/env node
// The command as npm links it. It is here before anything is built: npm links only files that exist when it installs.
import '../bundle/cli.js';
