/* Names and the id. */

import { is, isAny } from '../kinds.js';

import { carrier, property } from '../extensions.js';
import { isReadable } from '../identifiers.js';
import { area, text } from './entries.js';

const NAMELESS = ['bpmn:Lane', 'bpmn:TextAnnotation', 'bpmn:Association', 'bpmn:Group'];
const WITHOUT_ENGLISH = ['bpmn:SequenceFlow', 'bpmn:Participant', 'bpmn:Process'];

export function generalEntries(element, tools) {
  if (is(element, 'bpmn:Collaboration')) {
    return [];
  }
  const entries = isAny(element, NAMELESS) ? [] : [nameEntry(element, tools)];
  if (!isAny(element, WITHOUT_ENGLISH)) {
    entries.push(englishEntry(element, tools));
  }
  return [...entries, idEntry(element, tools)];
}

function nameEntry(element, { translate, modeling }) {
  return area({
    id: 'name', label: translate('Name'), rows: 1,
    get: () => carrier(element).get('name'),
    set: name => rename(element, name, modeling)
  });
}

/** A pool and its process carry one name: the service's. */
function rename(element, name, modeling) {
  modeling.updateProperties(element, { name });
  if (is(element, 'bpmn:Participant')) {
    modeling.updateModdleProperties(element, carrier(element), { name });
  }
}

export function englishEntry(element, { translate, extensions }) {
  return text({
    id: 'name_en', label: translate('English name'),
    get: () => property(element, 'name_en'),
    set: value => extensions.setProperty(element, 'name_en', value)
  });
}

function idEntry(element, { injector, translate, modeling }) {
  const object = element.businessObject;
  return text({
    id: 'id', label: translate('Id'),
    description: is(element, 'bpmn:UserTask') ? translate('Names the form, and is read in conditions.') : undefined,
    get: () => object.id,
    set: id => modeling.updateProperties(element, { id }),
    validate: id => {
      const known = injector.get('elementRegistry').get(id);
      if (!isReadable(id || '')) {
        return translate('Lower-case letters, digits and _, beginning with a letter.');
      }
      return known && known !== element && known.businessObject !== object ? translate('Another element has this id.') : null;
    }
  });
}
