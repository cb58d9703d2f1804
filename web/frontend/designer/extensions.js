/* Reading and writing the `spiffworkflow:` extensions of an element. Every change is one command, so that it can be undone. */

import { is } from './kinds.js';

const PROPERTIES = 'spiffworkflow:Properties';
const OPERATOR = 'spiffworkflow:ServiceTaskOperator';
const DECISION = 'spiffworkflow:CalledDecisionId';

/** What carries the extensions: the process, where its pool or the bare canvas is selected. */
export function carrier(element) {
  const object = element.businessObject;
  const pool = is(object, 'bpmn:Collaboration') ? object.get('participants')[0] : object;
  return is(pool, 'bpmn:Participant') && pool.processRef ? pool.processRef : object;
}

function find(object, type) {
  const extensions = object.get('extensionElements');
  return extensions && extensions.get('values').find(value => is(value, type));
}

export function property(element, name) {
  const properties = find(carrier(element), PROPERTIES);
  const found = properties && properties.get('properties').find(item => item.name === name);
  return found ? found.value : undefined;
}

/** Changes of the model; made by `injector.invoke(Extensions)`. */
export class Extensions {
  static $inject = ['modeling', 'bpmnFactory'];

  constructor(modeling, bpmnFactory) {
    this._modeling = modeling;
    this._create = (type, attributes) => bpmnFactory.create(type, attributes);
  }

  /** An empty value removes the property; the others keep their order. */
  setProperty(element, name, value) {
    const known = find(carrier(element), PROPERTIES);
    const before = known ? known.get('properties') : [];
    const item = value ? this._create('spiffworkflow:Property', { name, value }) : null;
    const replaced = before.map(old => (old.name === name ? item : old)).filter(Boolean);
    const after = item && !replaced.includes(item) ? [...replaced, item] : replaced;
    this._replace(element, PROPERTIES, after.length ? this._holding(PROPERTIES, { properties: after }) : null);
  }

  /** Null removes the operator. `parameters`: name -> FEEL text; an empty one stays, so that the check names it. */
  setOperator(element, operator) {
    this._replace(element, OPERATOR, operator ? this._operator(operator) : null);
  }

  setDecision(element, decision) {
    this._replace(element, DECISION, decision ? this._create(DECISION, { text: decision }) : null);
  }

  _operator({ handler, result, parameters }) {
    const given = Object.entries(parameters)
      .map(([id, value]) => this._create('spiffworkflow:Parameter', { id, type: 'any', value: value || '' }));
    const list = this._holding('spiffworkflow:Parameters', { parameters: given });
    const operator = this._create(OPERATOR, { id: handler, resultVariable: result || undefined, parameterList: list });
    list.$parent = operator;
    return operator;
  }

  _holding(type, lists) {
    const holder = this._create(type, lists);
    Object.values(lists).flat().forEach(item => { item.$parent = holder; });
    return holder;
  }

  _replace(element, type, replacement) {
    const object = carrier(element);
    const extensions = object.get('extensionElements');
    const before = extensions ? extensions.get('values') : [];
    const at = before.findIndex(value => is(value, type));
    const rest = before.filter(value => !is(value, type));
    const place = at < 0 ? rest.length : at;
    const values = replacement ? [...rest.slice(0, place), replacement, ...rest.slice(place)] : rest;
    const holder = values.length ? this._holding('bpmn:ExtensionElements', { values }) : undefined;
    if (holder) {
      holder.$parent = object;
    }
    this._modeling.updateModdleProperties(element, object, { extensionElements: holder });
  }
}

/** `{ handler, result, parameters: { name: text } }`; empty where there is none. */
export function operator(element) {
  const found = find(element.businessObject, OPERATOR);
  const list = found && found.get('parameterList');
  const parameters = Object.fromEntries((list ? list.get('parameters') : []).map(({ id, value }) => [id, value]));
  return { handler: found ? found.id : '', result: found ? found.get('resultVariable') || '' : '', parameters };
}

export function decision(element) {
  const found = find(element.businessObject, DECISION);
  return found ? (found.text || '').trim() : '';
}
