/* The page of the process editor. */

import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/assets/properties-panel.css';
import './designer.css';

import { Autosave } from './autosave.js';
import { followSize, makeModeler, select, show } from './modeler.js';
import { Problems } from './problems.js';
import { Server, SignedOutError } from './server.js';
import { translator, untranslated } from './translate.js';

const SAID = {
  changed: 'Not saved yet…',
  saving: 'Saving…',
  failed: 'Could not save; trying again. Keep this page open.',
  conflict: 'Changed in another tab. Reload to go on from there.'
};

const SIGNED_OUT = 'Your login has ended. Sign in again in another tab; saving then goes on here.';

const $ = id => document.getElementById(id);

function savedAt(translate, moment) {
  const time = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: moment.zone }).format(new Date());
  return translate('Draft saved {time}', { time });
}

function keepsDraft(modeler, page, ask, translate) {
  const place = $('draft-state');
  const say = (state, problem) => {
    const words = problem instanceof SignedOutError ? SIGNED_OUT : SAID[state];
    place.dataset.state = state;
    place.textContent = words ? translate(words) : savedAt(translate, page);
  };
  const autosave = new Autosave({
    read: async () => (await modeler.saveXML({ format: true })).xml,
    send: async (text, revision) => (await ask.save(text, revision)).revision,
    show: say,
    revision: page.revision
  });
  modeler.on('commandStack.changed', () => autosave.changed());
  document.addEventListener('visibilitychange', () => document.hidden && autosave.flush());
  window.addEventListener('beforeunload', event => {
    if (!autosave.isSaved) {
      autosave.flush();
      event.preventDefault();
    }
  });
  return autosave;
}

function checks(modeler, page, ask, autosave, translate) {
  const problems = new Problems($('problems'), modeler, translate, page.path);
  $('check').addEventListener('click', async () => {
    problems.say(translate('Checking…'));
    try {
      await autosave.flush();
      problems.show((await ask.check()).problems);
    } catch {
      problems.say(translate('The check did not answer. Try again.'));
    }
  });
  return problems;
}

/** Leaving by a link first saves what was just typed. */
function savesBeforeLeaving(autosave) {
  document.addEventListener('click', async event => {
    const link = event.target.closest('a[href]');
    if (!link || link.target || event.defaultPrevented || event.ctrlKey || event.metaKey || autosave.isSaved) {
      return;
    }
    event.preventDefault();
    if (await autosave.flush()) {
      window.location.assign(link.href);
    }
  });
}

function bindTools(modeler) {
  const press = (id, action) => $(id).addEventListener('click', action);
  press('undo', () => modeler.get('commandStack').undo());
  press('redo', () => modeler.get('commandStack').redo());
  press('zoom-in', () => modeler.get('zoomScroll').stepZoom(1));
  press('zoom-out', () => modeler.get('zoomScroll').stepZoom(-1));
  press('zoom-all', () => modeler.get('canvas').zoom('fit-viewport', 'auto'));
  const refresh = () => {
    $('undo').disabled = !modeler.get('commandStack').canUndo();
    $('redo').disabled = !modeler.get('commandStack').canRedo();
  };
  modeler.on('commandStack.changed', refresh);
  refresh();
}

/** The panel listens to selections from its first painted frame on. */
function panelFollows() {
  return new Promise(done => requestAnimationFrame(() => setTimeout(done)));
}

async function open() {
  const page = JSON.parse($('editor-data').textContent);
  const translate = translator(page.catalog.language);
  const editor = $('editor');
  const modeler = makeModeler({ canvas: $('canvas'), panel: $('properties'), catalog: page.catalog });
  try {
    await modeler.importXML(page.xml);
  } catch (problem) {
    $('problems').textContent = translate('The diagram cannot be shown: {reason}', { reason: translate(problem.message) });
    editor.dataset.ready = 'failed';
    return;
  }
  show(modeler);
  followSize(modeler, $('canvas'));
  bindTools(modeler);
  const ask = new Server(page);
  const autosave = keepsDraft(modeler, page, ask, translate);
  savesBeforeLeaving(autosave);
  checks(modeler, page, ask, autosave, translate).show(page.problems);
  await panelFollows();
  if (page.selected) {
    select(modeler, page.selected);
  }
  editor.designer = { modeler, autosave, untranslated };
  editor.dataset.ready = 'true';
}

open();
