/* Ids that people can read: a form is named after its task, an expression reads a decision by it. */

const GENERATED = /^(Activity|Gateway|Event|Flow|Lane|Participant|Process|DataObject)_[0-9a-z]{7}$/;
const VALID = /^[a-z][a-z0-9_]*$/;
const LONGEST = 48;

export function isGenerated(id) {
  return GENERATED.test(id);
}

export function isReadable(id) {
  return VALID.test(id) && id.length <= LONGEST;
}

/** "Kunjungan lapangan (RT 2)" becomes `kunjungan_lapangan_rt_2`; empty where no letter is left. */
export function fromName(name) {
  const plain = (name || '').normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '_').replace(/^[_0-9]+|_+$/g, '');
  return words.slice(0, LONGEST).replace(/_+$/, '');
}

/** `wanted`, or `wanted_2`, `wanted_3`… where `isTaken` says that somebody has it. */
export function free(wanted, isTaken) {
  let candidate = wanted;
  for (let count = 2; isTaken(candidate); count += 1) {
    candidate = `${wanted}_${count}`;
  }
  return candidate;
}

/** The id for a node that is named for the first time; null where its id should stay. */
export function proposed(id, name, isTaken) {
  const wanted = fromName(name);
  return isGenerated(id) && wanted ? free(wanted, isTaken) : null;
}
