/* Timers, errors that a step catches, signals, and how a case ends. */

import { is } from '../kinds.js';

import { inWords } from '../durations.js';
import { property } from '../extensions.js';
import { choice, text } from './entries.js';

const KINDS = ['timeDuration', 'timeDate'];

function definition(element, type) {
  const definitions = element.businessObject.get('eventDefinitions') || [];
  return definitions.find(item => is(item, type));
}

export function timerEntries(element, tools) {
  const timer = definition(element, 'bpmn:TimerEventDefinition');
  return timer ? [timerKind(element, timer, tools), timerValue(element, timer, tools)] : [];
}

function kindOf(timer) {
  return KINDS.find(kind => timer.get(kind)) || KINDS[0];
}

function bodyOf(timer) {
  const expression = timer.get(kindOf(timer));
  return expression ? expression.body || '' : '';
}

function timerKind(element, timer, { injector, translate, modeling }) {
  return choice({
    id: 'timer_kind', label: translate('The clock rings'),
    options: [
      { value: 'timeDuration', label: translate('after a time') },
      { value: 'timeDate', label: translate('on a day') }
    ],
    get: () => kindOf(timer),
    set: kind => write(element, timer, kind, bodyOf(timer), { injector, modeling })
  });
}

function timerValue(element, timer, { injector, translate, modeling, catalog }) {
  const body = bodyOf(timer);
  return text({
    id: 'timer_value', label: translate('Time'),
    description: inWords(body, catalog.language) || translate('PT4H, P1D, or a FEEL expression.'),
    get: () => body,
    set: value => write(element, timer, kindOf(timer), value, { injector, modeling })
  });
}

function write(element, timer, kind, body, { injector, modeling }) {
  const made = injector.get('bpmnFactory').create('bpmn:FormalExpression', { body: body || '' });
  made.$parent = timer;
  const others = Object.fromEntries(KINDS.map(name => [name, undefined]));
  modeling.updateModdleProperties(element, timer, { ...others, [kind]: made });
}

export function errorEntries(element, { injector, translate, modeling }) {
  const caught = definition(element, 'bpmn:ErrorEventDefinition');
  if (!caught) {
    return [];
  }
  return [text({
    id: 'error_code', label: translate('Error code'), description: translate('Empty: any error of the step.'),
    get: () => (caught.get('errorRef') ? caught.get('errorRef').get('errorCode') : ''),
    set: code => modeling.updateModdleProperties(element, caught, {
      errorRef: code ? declared('bpmn:Error', { errorCode: code, name: code }, { injector, modeling, element }) : undefined
    })
  })];
}

export function signalEntries(element, { injector, translate, modeling }) {
  const signal = definition(element, 'bpmn:SignalEventDefinition');
  if (!signal) {
    return [];
  }
  return [text({
    id: 'signal_name', label: translate('Name of the signal'),
    description: translate('Heard by every event of this case that waits for the same name.'),
    get: () => (signal.get('signalRef') ? signal.get('signalRef').get('name') : ''),
    set: name => modeling.updateModdleProperties(element, signal, {
      signalRef: name ? declared('bpmn:Signal', { name }, { injector, modeling, element }) : undefined
    })
  })];
}

/** The diagram's one error or signal that is like this. */
function declared(type, like, { injector, modeling, element }) {
  const definitions = injector.get('canvas').getRootElement().businessObject.$parent;
  const roots = definitions.get('rootElements');
  const known = roots.find(item => is(item, type) && Object.entries(like).every(([key, value]) => item.get(key) === value));
  if (known) {
    return known;
  }
  const made = injector.get('bpmnFactory').create(type, like);
  made.$parent = definitions;
  modeling.updateModdleProperties(element, definitions, { rootElements: [...roots, made] });
  return made;
}

export function endEntries(element, { translate, catalog, extensions }) {
  if (!is(element, 'bpmn:EndEvent')) {
    return [];
  }
  return [choice({
    id: 'status', label: translate('The case is then'),
    options: [{ value: '', label: translate('(ended)') }, ...catalog.statuses],
    get: () => property(element, 'status') || '',
    set: value => extensions.setProperty(element, 'status', value)
  })];
}
