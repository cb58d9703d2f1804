/* Which lane holds a node, and how a node gets into another one. */

import { is } from './kinds.js';

export function lanes(elementRegistry) {
  return elementRegistry.filter(element => is(element, 'bpmn:Lane') && !hasLanes(element));
}

function hasLanes(lane) {
  return (lane.children || []).some(child => is(child, 'bpmn:Lane'));
}

export function laneOf(element, elementRegistry) {
  const node = element.businessObject;
  return lanes(elementRegistry).find(lane => (lane.businessObject.get('flowNodeRef') || []).includes(node));
}

/** Straight up or down, so that the order from left to right stays. */
export function moveTo(element, lane, modeling) {
  const middle = shape => shape.y + shape.height / 2;
  modeling.moveElements([element], { x: 0, y: Math.round(middle(lane) - middle(element)) }, element.parent);
}
