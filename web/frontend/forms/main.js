/* Forms on staff pages. Without it the server draws a form anew whenever an answer changes what shows. */

import { listen } from './conditions.js';

listen(document);
document.documentElement.dataset.judges = 'true';
