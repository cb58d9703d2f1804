/* bpmn-js, put together for Terbit. */

import { BpmnPropertiesPanelModule } from 'bpmn-js-properties-panel';
import Modeler from 'bpmn-js/lib/Modeler';

import { Insertion } from './insertion.js';
import { Naming } from './naming.js';
import { TerbitPanel } from './panel/panel.js';
import spiffworkflow from './spiffworkflow.json';
import { Tools } from './tools.js';
import { translateModule } from './translate.js';

const MARGIN = { left: 90, top: 24, right: 24, bottom: 40 };
const SMALLEST = 0.75;

export function makeModeler({ canvas, panel, catalog }) {
  return new Modeler({
    container: canvas,
    propertiesPanel: { parent: panel },
    catalog,
    moddleExtensions: { spiffworkflow },
    additionalModules: [
      BpmnPropertiesPanelModule,
      translateModule(catalog.language),
      { __init__: ['terbitTools', 'terbitNaming', 'terbitPanel'],
        terbitInsertion: ['type', Insertion], terbitTools: ['type', Tools], terbitNaming: ['type', Naming], terbitPanel: ['type', TerbitPanel] }
    ]
  });
}

/** Lets the palette and the canvas follow the place that the page leaves them. */
export function followSize(modeler, place) {
  new ResizeObserver(() => modeler.get('canvas').resized()).observe(place);
}

/** Whole where it stays readable, else from its beginning; clear of the palette and of the watermark. */
export function show(modeler) {
  const canvas = modeler.get('canvas');
  const { inner, outer } = canvas.viewbox();
  const wide = (outer.width - MARGIN.left - MARGIN.right) / inner.width;
  const high = (outer.height - MARGIN.top - MARGIN.bottom) / inner.height;
  const scale = Math.min(1, Math.max(SMALLEST, Math.min(wide, high)));
  canvas.viewbox({
    x: inner.x - MARGIN.left / scale, y: inner.y - MARGIN.top / scale,
    width: outer.width / scale, height: outer.height / scale
  });
}

/** Selects an element and brings it into view; false where this diagram has none of that id. */
export function select(modeler, id) {
  const element = modeler.get('elementRegistry').get(id);
  if (!element) {
    return false;
  }
  modeler.get('selection').select(element);
  modeler.get('canvas').scrollToElement(element, { top: 80, bottom: 80, left: 120, right: 80 });
  return true;
}
