/* The words of the editor in the language of the page; the keys are English, as in bpmn-js. */

import { canvas } from './texts/canvas.js';
import { elements } from './texts/elements.js';
import { panel } from './texts/panel.js';
import { terbit } from './texts/terbit.js';

export const indonesian = { ...canvas, ...elements, ...panel, ...terbit };

/** What was asked for and is not there; a test looks here. */
export const untranslated = new Set();

function filled(words, replacements) {
  return words.replace(/{([^}]+)}/g, (whole, key) => replacements[key] ?? whole);
}

export function translator(language) {
  return (key, replacements = {}) => {
    if (language !== 'id') {
      return filled(key, replacements);
    }
    if (!(key in indonesian)) {
      untranslated.add(key);
    }
    return filled(indonesian[key] ?? key, replacements);
  };
}

export function translateModule(language) {
  return { translate: ['value', translator(language)] };
}
