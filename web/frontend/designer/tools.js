/* What the palette, the pad beside an element and the replace menu offer: the elements that the engine runs, ready to be filled in. */

import { is, isAny } from './kinds.js';

const AFTER_THE_REST = 500;

const TASKS = [
  ['user-task', 'bpmn:UserTask', 'bpmn-icon-user-task', 'Create a task of a person'],
  ['service-task', 'bpmn:ServiceTask', 'bpmn-icon-service-task', 'Create a task of the system'],
  ['rule-task', 'bpmn:BusinessRuleTask', 'bpmn-icon-business-rule-task', 'Create a decision'],
  ['call-activity', 'bpmn:CallActivity', 'bpmn-icon-call-activity', 'Create a called procedure']
];
const TIMER = {
  type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:TimerEventDefinition',
  icon: 'bpmn-icon-intermediate-event-catch-timer'
};
const UNUSED_IN_PALETTE = [
  'create.task', 'create.intermediate-event', 'create.data-object', 'create.data-store', 'create.subprocess-expanded',
  'create.participant-expanded', 'create.group'
];
const UNUSED_IN_PAD = ['append.append-task', 'append.intermediate-event', 'append.compensation-activity'];

const REPLACEMENTS = [
  'user-task', 'service-task', 'rule-task', 'call-activity',
  'exclusive-gateway', 'parallel-gateway', 'inclusive-gateway',
  'none-start', 'none-end', 'error-end', 'terminate-end', 'timer-intermediate-catch',
  'timer-boundary', 'non-interrupting-timer-boundary', 'error-boundary',
  'signal-end', 'signal-intermediate-catch', 'signal-intermediate-throw', 'signal-boundary',
  'non-interrupting-signal-boundary',
  'sequence-flow', 'default-flow'
].map(name => `replace-with-${name}`);
const TAKES_A_STEP_AFTER_IT = [
  'bpmn:StartEvent', 'bpmn:BoundaryEvent', 'bpmn:IntermediateCatchEvent', 'bpmn:Gateway', 'bpmn:Activity'
];

export class Tools {
  static $inject = [
    'palette', 'contextPad', 'popupMenu', 'create', 'elementFactory', 'autoPlace', 'translate', 'terbitInsertion'
  ];

  constructor(palette, contextPad, popupMenu, create, elementFactory, autoPlace, translate, insertion) {
    Object.assign(this, { create, elementFactory, autoPlace, translate, insertion });
    palette.registerProvider(AFTER_THE_REST, this);
    contextPad.registerProvider(AFTER_THE_REST, this);
    popupMenu.registerProvider('bpmn-replace', AFTER_THE_REST, this);
  }

  getPaletteEntries() {
    return entries => ({ ...without(entries, UNUSED_IN_PALETTE), ...this._creating() });
  }

  getContextPadEntries(element) {
    return entries => {
      const kept = without(entries, UNUSED_IN_PAD);
      if (is(element, 'bpmn:SequenceFlow')) {
        return { 'insert.user-task': this._inserting(), ...kept };
      }
      return entries['append.append-task'] && isAny(element, TAKES_A_STEP_AFTER_IT)
        ? { 'append.user-task': this._appending(), ...kept } : kept;
    };
  }

  getPopupMenuEntries() {
    return entries => Object.fromEntries(Object.entries(entries).filter(([id]) => REPLACEMENTS.includes(id)));
  }

  /** The toggles for loops and repeated tasks: the engine repeats by the ways of the diagram. */
  getPopupMenuHeaderEntries() {
    return () => ({});
  }

  _creating() {
    const task = ([id, type, className, title]) => [`create.${id}`, this._entry('activity', className, title, { type })];
    const { icon, ...timer } = TIMER;
    return {
      ...Object.fromEntries(TASKS.map(task)),
      'create.timer': this._entry('event', icon, 'Create a clock: drop it on a task, or on the way', timer),
      'create.parallel-gateway': this._entry(
        'gateway', 'bpmn-icon-gateway-parallel', 'Create a parallel gateway', { type: 'bpmn:ParallelGateway' }
      )
    };
  }

  _entry(group, className, title, attributes) {
    const start = event => this.create.start(event, this.elementFactory.createShape(attributes));
    return { group, className, title: this.translate(title), action: { dragstart: start, click: start } };
  }

  _inserting() {
    return {
      group: 'model', className: 'bpmn-icon-user-task', title: this.translate('Insert a task of a person here'),
      action: { click: (_event, flow) => this.insertion.insert(flow) }
    };
  }

  _appending() {
    const shape = () => this.elementFactory.createShape({ type: 'bpmn:UserTask' });
    return {
      group: 'model', className: 'bpmn-icon-user-task', title: this.translate('Append a task of a person'),
      action: {
        click: (_event, element) => this.autoPlace.append(element, shape()),
        dragstart: (event, element) => this.create.start(event, shape(), { source: element })
      }
    };
  }
}

function without(entries, unused) {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => !unused.includes(id)));
}
