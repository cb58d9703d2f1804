/* The kinds of fields in the panel. A field says how to read and write its value; undo comes with the commands it uses. */

import {
  CheckboxEntry, SelectEntry, TextAreaEntry, TextFieldEntry,
  isCheckboxEntryEdited, isSelectEntryEdited, isTextAreaEntryEdited, isTextFieldEntryEdited
} from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useService } from 'bpmn-js-properties-panel';

function Text({ element, id, label, description, get, set, validate }) {
  const debounce = useService('debounceInput');
  return TextFieldEntry({
    element, id, label, description, debounce, validate, getValue: get, setValue: keepingValid(set)
  });
}

function Area({ element, id, label, description, get, set, validate, rows, monospace }) {
  const debounce = useService('debounceInput');
  return TextAreaEntry({
    element, id, label, description, debounce, validate, monospace, rows: rows || 2, autoResize: true,
    getValue: get, setValue: keepingValid(set)
  });
}

function Choice({ element, id, label, description, get, set, options }) {
  return SelectEntry({ element, id, label, description, getValue: get, setValue: set, getOptions: () => options });
}

function Tick({ element, id, label, description, get, set, disabled }) {
  return CheckboxEntry({ element, id, label, description, disabled, getValue: get, setValue: set });
}

function Words({ id, label, text, link }) {
  const said = link ? h('a', { href: link.href, class: 'panel-link' }, link.text) : null;
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h('span', { class: 'bio-properties-panel-label' }, label), h('p', { class: 'panel-words' }, text), said);
}

function keepingValid(set) {
  return (value, problem) => {
    if (!problem) {
      set(value);
    }
  };
}

export const text = field => ({ ...field, component: Text, isEdited: isTextFieldEntryEdited });
export const area = field => ({ ...field, component: Area, isEdited: isTextAreaEntryEdited });
export const choice = field => ({ ...field, component: Choice, isEdited: isSelectEntryEdited });
export const tick = field => ({ ...field, component: Tick, isEdited: isCheckboxEntryEdited });
/** Something to read, with or without a link: no field. */
export const words = field => ({ ...field, component: Words });
