/* Tasks that nobody does by hand: a function of the release, or a decision table. */

import { is } from '../kinds.js';

import { decision, operator, property } from '../extensions.js';
import { choice, text, words } from './entries.js';

export function serviceEntries(element, tools) {
  if (!is(element, 'bpmn:ServiceTask')) {
    return [];
  }
  const known = tools.catalog.handlers.find(handler => handler.name === operator(element).handler);
  const about = known ? [kindWords(known, tools), ...parameterEntries(element, known, tools), resultEntry(element, tools)] : [];
  return [handlerEntry(element, tools), ...about];
}

function handlerEntry(element, { translate, catalog, extensions }) {
  const { handler, result } = operator(element);
  const options = catalog.handlers.map(({ name, label }) => ({ value: name, label }));
  const strange = handler && !options.some(option => option.value === handler) ? [{ value: handler, label: handler }] : [];
  return choice({
    id: 'handler', label: translate('Function'),
    options: [{ value: '', label: translate('(choose)') }, ...strange, ...options],
    get: () => handler,
    set: name => extensions.setOperator(element, name ? { handler: name, result, parameters: empty(name, catalog) } : null)
  });
}

/** What the function takes, each to be filled in. */
function empty(name, catalog) {
  const chosen = catalog.handlers.find(handler => handler.name === name);
  return Object.fromEntries(Object.keys(chosen ? chosen.parameters : {}).map(parameter => [parameter, '']));
}

function kindWords(handler, { translate }) {
  return words({
    id: 'handler_kind', label: handler.name,
    text: handler.outside
      ? translate('Runs in the background: the case waits until it is done.')
      : translate('Runs at once, within the step before it.')
  });
}

function parameterEntries(element, handler, { translate, extensions }) {
  const current = operator(element);
  return Object.entries(handler.parameters).map(([name, meaning]) => text({
    id: `parameter_${name}`, label: name, description: `${meaning} ${translate('(a FEEL expression)')}`,
    get: () => current.parameters[name],
    set: value => extensions.setOperator(element, { ...current, parameters: { ...current.parameters, [name]: value } })
  }));
}

function resultEntry(element, { translate, extensions }) {
  const current = operator(element);
  return text({
    id: 'result', label: translate('Its result is called'), description: translate('The name by which conditions read it.'),
    get: () => current.result,
    set: result => extensions.setOperator(element, { ...current, result })
  });
}

export function decisionEntries(element, { translate, catalog, extensions }) {
  if (!is(element, 'bpmn:BusinessRuleTask')) {
    return [];
  }
  const current = decision(element);
  const strange = current && !catalog.decisions.some(item => item.value === current) ? [{ value: current, label: current }] : [];
  return [
    choice({
      id: 'decision', label: translate('Decision table'),
      options: [{ value: '', label: translate('(choose)') }, ...strange, ...catalog.decisions],
      get: () => current,
      set: id => extensions.setDecision(element, id)
    }),
    text({
      id: 'hasil_variabel', label: translate('Its result is called'), description: translate('The name by which conditions read it.'),
      get: () => property(element, 'hasil_variabel'),
      set: value => extensions.setProperty(element, 'hasil_variabel', value)
    })
  ];
}
