/* Puts a task into a flow: makes room for it, so that nothing overlaps, and turns the flow to it. One step to undo. */

const SPACE = { x: 200, y: 160 };
const COMMAND = 'terbit.insertTask';

/** The middle of the longest piece of a flow, the axis that it runs along, and its length. */
export function middle(waypoints) {
  const pieces = waypoints.slice(1).map((end, index) => {
    const start = waypoints[index];
    const axis = Math.abs(end.x - start.x) >= Math.abs(end.y - start.y) ? 'x' : 'y';
    return {
      axis, length: Math.abs(end[axis] - start[axis]), forward: end[axis] >= start[axis],
      at: { x: Math.round((start.x + end.x) / 2), y: Math.round((start.y + end.y) / 2) }
    };
  });
  return pieces.reduce((best, piece) => (piece.length > best.length ? piece : best));
}

/** Waypoints after everything beyond `start` has moved. */
export function shifted(waypoints, delta, axis, start) {
  return waypoints.map(({ x, y }) => ({ x, y })).map(point => (
    point[axis] > start ? { x: point.x + delta.x, y: point.y + delta.y } : point
  ));
}

class InsertTask {
  static $inject = ['canvas', 'spaceTool', 'modeling', 'elementFactory'];

  constructor(canvas, spaceTool, modeling, elementFactory) {
    Object.assign(this, { canvas, spaceTool, modeling, elementFactory });
  }

  preExecute(context) {
    const { axis, length, at } = middle(context.flow.waypoints);
    const missing = Math.max(0, SPACE[axis] - length);
    if (missing) {
      this._makeRoom(axis, missing, at[axis]);
    }
    const position = { ...at, [axis]: at[axis] + Math.round(missing / 2) };
    const shape = this.elementFactory.createShape({ type: 'bpmn:UserTask' });
    context.shape = this.modeling.createShape(shape, position, context.flow);
  }

  /** Everything beyond `start` moves on; flows across it grow longer and keep their bends. */
  _makeRoom(axis, missing, start) {
    const everything = this._descendants(this.canvas.getRootElement());
    const delta = { x: 0, y: 0, [axis]: missing };
    const bends = everything.filter(element => element.waypoints).map(flow => [flow, shifted(flow.waypoints, delta, axis, start)]);
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(everything, axis, missing, start);
    this.spaceTool.makeSpace(movingShapes, resizingShapes, delta, axis === 'x' ? 'e' : 's', start);
    bends.forEach(([flow, waypoints]) => this.modeling.updateWaypoints(flow, waypoints, { labelBehavior: false }));
  }

  _descendants(element) {
    return [element, ...(element.children || []).flatMap(child => this._descendants(child))];
  }
}

export class Insertion {
  static $inject = ['commandStack', 'selection', 'directEditing'];

  constructor(commandStack, selection, directEditing) {
    Object.assign(this, { commandStack, selection, directEditing });
    commandStack.registerHandler(COMMAND, InsertTask);
  }

  /** The new task, selected and waiting for its name. */
  insert(flow) {
    const context = { flow };
    this.commandStack.execute(COMMAND, context);
    this.selection.select(context.shape);
    this.directEditing.activate(context.shape);
    return context.shape;
  }
}
