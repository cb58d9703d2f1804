/* The condition of a way out of a gateway, or out of a task that has several. */

import { is, isAny } from '../kinds.js';

import { area, tick } from './entries.js';

const CHOOSING = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'];

export function conditionEntries(element, tools) {
  if (!is(element, 'bpmn:SequenceFlow') || !chooses(element.source)) {
    return [];
  }
  return isDefault(element) ? [defaultEntry(element, tools)] : [conditionEntry(element, tools), defaultEntry(element, tools)];
}

function chooses(source) {
  return isAny(source, CHOOSING) || (is(source, 'bpmn:Activity') && source.outgoing.length > 1);
}

function isDefault(element) {
  return element.source.businessObject.get('default') === element.businessObject;
}

function conditionEntry(element, { injector, translate, modeling }) {
  const flow = element.businessObject;
  return area({
    id: 'condition', label: translate('Condition (FEEL)'), monospace: true, rows: 2,
    description: translate('For example: verifikasi_isi.hasil = "setuju"'),
    get: () => (flow.get('conditionExpression') ? flow.get('conditionExpression').body : ''),
    set: body => modeling.updateProperties(element, { conditionExpression: body ? expression(body, flow, injector) : undefined })
  });
}

function expression(body, flow, injector) {
  const made = injector.get('bpmnFactory').create('bpmn:FormalExpression', { body });
  made.$parent = flow;
  return made;
}

function defaultEntry(element, { translate, modeling }) {
  return tick({
    id: 'default', label: translate('Taken when no other way fits'),
    get: () => isDefault(element),
    set: on => modeling.updateProperties(element.source, { default: on ? element.businessObject : undefined })
  });
}
