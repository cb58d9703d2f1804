/* What the engine found, as a list beside the drawing and as marks in it. */

import { select } from './modeler.js';

const MARKS = { error: 'terbit-error', warning: 'terbit-warning' };
const TAGS = { error: 'tag late', warning: 'tag soon' };

export class Problems {
  /** `place` is the section that holds the list; it is rewritten at each check. */
  constructor(place, modeler, translate, path) {
    Object.assign(this, { place, modeler, translate, path });
    this._marked = [];
  }

  say(words) {
    this.place.replaceChildren(made('p', { class: 'small soft', role: 'status' }, words));
  }

  show(problems) {
    this._clear();
    problems.filter(problem => problem.file === this.path && problem.element).forEach(problem => this._mark(problem));
    this.place.replaceChildren(this._heading(problems), ...(problems.length ? [this._table(problems)] : []));
  }

  _heading(problems) {
    const errors = problems.filter(problem => problem.level === 'error').length;
    const words = problems.length
      ? this.translate('{errors} errors, {warnings} warnings', { errors: String(errors), warnings: String(problems.length - errors) })
      : this.translate('No problems. The draft may be proposed.');
    return made('h2', { role: 'status' }, words);
  }

  _table(problems) {
    const heads = ['Kind', 'At', 'Problem'].map(head => made('th', { scope: 'col' }, this.translate(head)));
    return made('table', { class: 'table cards' },
      made('thead', {}, made('tr', {}, ...heads)),
      made('tbody', {}, ...problems.map(problem => this._row(problem))));
  }

  _row(problem) {
    const kind = made('span', { class: TAGS[problem.level] }, `${this.translate(problem.level)} ${problem.code}`);
    return made('tr', { 'data-code': problem.code, 'data-element': problem.element || '' },
      made('td', { 'data-label': this.translate('Kind') }, kind),
      made('td', { 'data-label': this.translate('At') }, this._target(problem)),
      made('td', { 'data-label': this.translate('Problem') }, problem.sentence, ...this._detail(problem)));
  }

  _detail({ detail }) {
    return detail ? [made('span', { class: 'sub' }, detail)] : [];
  }

  _target(problem) {
    if (problem.file !== this.path || !problem.element) {
      const place = problem.line ? `${problem.file}:${problem.line}` : problem.file;
      return problem.url ? made('a', { href: problem.url }, place) : made('span', {}, place);
    }
    const button = made('button', { type: 'button', class: 'btn plain id' }, this._name(problem.element));
    button.addEventListener('click', () => select(this.modeler, problem.element));
    return button;
  }

  _name(id) {
    const element = this.modeler.get('elementRegistry').get(id);
    return (element && element.businessObject.name) || id;
  }

  _mark({ element, level }) {
    const canvas = this.modeler.get('canvas');
    if (this.modeler.get('elementRegistry').get(element)) {
      canvas.addMarker(element, MARKS[level]);
      this._marked.push([element, MARKS[level]]);
    }
  }

  _clear() {
    const registry = this.modeler.get('elementRegistry');
    this._marked.filter(([id]) => registry.get(id)).forEach(mark => this.modeler.get('canvas').removeMarker(...mark));
    this._marked = [];
  }
}

function made(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}
