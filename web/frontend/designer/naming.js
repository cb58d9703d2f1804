/* A node that is named for the first time gets an id after its name; a new flow, after its ends. */

import { isAny } from './kinds.js';

import { proposed } from './identifiers.js';

const NAMED = ['bpmn:FlowNode', 'bpmn:Lane'];
const RENAMING = ['commandStack.element.updateLabel.postExecuted', 'commandStack.element.updateProperties.postExecuted'];

export class Naming {
  static $inject = ['eventBus', 'modeling', 'moddle'];

  constructor(eventBus, modeling, moddle) {
    eventBus.on(RENAMING, ({ context }) => {
      const element = context.element.labelTarget || context.element;
      const object = element.businessObject;
      if (!isAny(element, NAMED)) {
        return;
      }
      const id = proposed(object.id, object.get('name'), wanted => Boolean(moddle.ids.assigned(wanted)));
      if (id) {
        modeling.updateProperties(element, { id });
      }
    });
  }
}
