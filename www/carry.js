// What brings results into other formats and back, beside the engine.

import { Instance } from './instance.js';
import module from './pkg/carry-engine.js';
import * as glue from './pkg/carry.js';

export const carry = new Instance(glue, module);
