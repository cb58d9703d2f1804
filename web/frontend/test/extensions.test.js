import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { BpmnModdle } from 'bpmn-moddle';

import { Extensions, carrier, decision, operator, property } from '../designer/extensions.js';

const read = path => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const descriptor = JSON.parse(read('../designer/spiffworkflow.json'));
const PROCESSES = fileURLToPath(new URL('../../../processes', import.meta.url));
const DIAGRAMS = readdirSync(PROCESSES, { recursive: true }).filter(name => name.endsWith('.bpmn'));

const moddle = () => new BpmnModdle({ spiffworkflow: descriptor });

/** Writes at once what the modeler would write by a command. */
const modeling = { updateModdleProperties: (_element, object, values) => Object.entries(values).forEach(([k, v]) => object.set(k, v)) };

function made(type = 'bpmn:UserTask') {
  const factory = moddle();
  const element = { businessObject: factory.create(type, { id: 'periksa' }) };
  return { element, extensions: new Extensions(modeling, factory) };
}

test('writes a property, changes it and takes it away', () => {
  const { element, extensions } = made();

  extensions.setProperty(element, 'waktu', 'PT2H');
  extensions.setProperty(element, 'tugas', 'verifikasi');
  extensions.setProperty(element, 'waktu', 'P1D');
  assert.deepEqual([property(element, 'waktu'), property(element, 'tugas')], ['P1D', 'verifikasi']);

  extensions.setProperty(element, 'waktu', '');
  extensions.setProperty(element, 'tugas', undefined);
  assert.equal(element.businessObject.get('extensionElements'), undefined);
});

test('keeps the order of properties, so that a diff stays small', () => {
  const { element, extensions } = made();
  ['waktu', 'hasil', 'tugas'].forEach(name => extensions.setProperty(element, name, 'x'));

  extensions.setProperty(element, 'hasil', 'y');

  const list = element.businessObject.get('extensionElements').get('values')[0].get('properties');
  assert.deepEqual(list.map(item => item.name), ['waktu', 'hasil', 'tugas']);
});

test('writes a function with its parameters, the empty ones too', async () => {
  const { element, extensions } = made('bpmn:ServiceTask');

  extensions.setOperator(element, { handler: 'register.enter', result: 'akta', parameters: { kode: 'pendaftaran.kode', nomor: '' } });

  const { xml } = await moddle().toXML(element.businessObject);
  assert.match(xml, /<spiffworkflow:serviceTaskOperator id="register.enter" resultVariable="akta">/);
  assert.match(xml, /<spiffworkflow:parameter id="kode" type="any" value="pendaftaran.kode" \/>/);
  assert.match(xml, /<spiffworkflow:parameter id="nomor" type="any" value="" \/>/);
});

test('writes a decision beside the properties', () => {
  const { element, extensions } = made('bpmn:BusinessRuleTask');

  extensions.setProperty(element, 'hasil_variabel', 'model');
  extensions.setDecision(element, 'model_akta');

  assert.equal(decision(element), 'model_akta');
  assert.equal(property(element, 'hasil_variabel'), 'model');
});

test('writes to the process where the canvas or the pool is selected', () => {
  const factory = moddle();
  const process = factory.create('bpmn:Process', { id: 'akta' });
  const participant = factory.create('bpmn:Participant', { processRef: process });
  const collaboration = factory.create('bpmn:Collaboration', { participants: [participant] });

  assert.equal(carrier({ businessObject: participant }), process);
  assert.equal(carrier({ businessObject: collaboration }), process);
});

for (const name of DIAGRAMS) {
  test(`reads and writes ${name} without losing an extension`, async () => {
    const source = readFileSync(join(PROCESSES, name), 'utf8');

    const { rootElement, warnings } = await moddle().fromXML(source);
    const { xml } = await moddle().toXML(rootElement, { format: true });

    const count = (text, tag) => text.split(`<spiffworkflow:${tag}`).length;
    assert.deepEqual(warnings, []);
    for (const tag of ['property', 'serviceTaskOperator', 'parameter ', 'calledDecisionId']) {
      assert.equal(count(xml, tag), count(source, tag), tag);
    }
  });
}

test('reads the function of a stored service task', async () => {
  const source = readFileSync(join(PROCESSES, 'shared/penerbitan.bpmn'), 'utf8');
  const { elementsById } = await moddle().fromXML(source);

  const found = operator({ businessObject: elementsById.catat_register });

  assert.equal(found.handler, 'register.enter');
  assert.deepEqual(Object.keys(found.parameters), ['kode', 'nomor', 'salinan']);
});
