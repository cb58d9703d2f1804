/* What elements are called: in the replace menu ("User task") and at the head of the panel ("User Task"). */

const EVENTS = {
  'Message': 'pesan', 'Timer': 'jam', 'Conditional': 'bersyarat', 'Signal': 'sinyal', 'Error': 'galat',
  'Escalation': 'eskalasi', 'Compensation': 'pemulihan', 'Compensate': 'pemulihan', 'Link': 'tautan', 'Cancel': 'pembatalan',
  'Terminate': 'penghentian', 'Multiple': 'berganda', 'Parallel Multiple': 'berganda paralel'
};
const PLACES = {
  'start event': 'Mulai', 'intermediate catch event': 'Peristiwa terima', 'intermediate throw event': 'Peristiwa kirim',
  'boundary event': 'Peristiwa tepi', 'end event': 'Selesai'
};

const capitals = words => words.replace(/\b[a-z]/g, letter => letter.toUpperCase());

/** "Timer boundary event (non-interrupting)" and its like, in both spellings. */
function events() {
  const found = {};
  for (const [kind, kindWord] of Object.entries(EVENTS)) {
    for (const [place, placeWord] of Object.entries(PLACES)) {
      const said = `${placeWord}: ${kindWord}`;
      found[`${kind} ${place}`] = said;
      found[`${kind} ${place} (non-interrupting)`] = `${said} (tidak menyela)`;
      found[`${kind} ${capitals(place)}`] = said;
      found[`${kind} ${capitals(place)} (Non Interrupting)`] = `${said} (tidak menyela)`;
    }
  }
  return found;
}

const NODES = {
  'Task': 'Tugas',
  'User task': 'Tugas orang',
  'Service task': 'Tugas sistem',
  'Send task': 'Tugas kirim pesan',
  'Receive task': 'Tugas terima pesan',
  'Manual task': 'Tugas manual',
  'Business rule task': 'Keputusan',
  'Script task': 'Tugas skrip',
  'Call activity': 'Panggilan prosedur',
  'Transaction': 'Transaksi',
  'Event sub-process': 'Subproses peristiwa',
  'Sub-process': 'Subproses',
  'Sub-process (collapsed)': 'Subproses (tertutup)',
  'Sub-process (expanded)': 'Subproses (terbuka)',
  'Ad-hoc sub-process': 'Subproses bebas',
  'Ad-hoc sub-process (collapsed)': 'Subproses bebas (tertutup)',
  'Ad-hoc sub-process (expanded)': 'Subproses bebas (terbuka)',
  'Exclusive gateway': 'Gerbang pilihan',
  'Parallel gateway': 'Gerbang paralel',
  'Inclusive gateway': 'Gerbang inklusif',
  'Complex gateway': 'Gerbang rumit',
  'Event-based gateway': 'Gerbang peristiwa',
  'Data store reference': 'Penyimpanan data',
  'Data object reference': 'Objek data',
  'Expanded pool/participant': 'Kolam terbuka',
  'Empty pool/participant': 'Kolam kosong',
  'Start event': 'Mulai',
  'Intermediate throw event': 'Peristiwa antara',
  'Boundary event': 'Peristiwa tepi',
  'End event': 'Selesai',
  'Sequence flow': 'Alur',
  'Default flow': 'Alur bawaan',
  'Conditional flow': 'Alur bersyarat'
};

const HEADS = {
  'User Task': 'Tugas orang',
  'Service Task': 'Tugas sistem',
  'Send Task': 'Tugas kirim pesan',
  'Receive Task': 'Tugas terima pesan',
  'Manual Task': 'Tugas manual',
  'Business Rule Task': 'Keputusan',
  'Script Task': 'Tugas skrip',
  'Call Activity': 'Panggilan prosedur',
  'Sub Process': 'Subproses',
  'Event Sub Process': 'Subproses peristiwa',
  'Ad Hoc Sub Process': 'Subproses bebas',
  'Exclusive Gateway': 'Gerbang pilihan',
  'Parallel Gateway': 'Gerbang paralel',
  'Inclusive Gateway': 'Gerbang inklusif',
  'Complex Gateway': 'Gerbang rumit',
  'Event Based Gateway': 'Gerbang peristiwa',
  'Gateway': 'Gerbang',
  'Start Event': 'Mulai',
  'Intermediate Throw Event': 'Peristiwa antara',
  'Intermediate Catch Event': 'Peristiwa antara',
  'Boundary Event': 'Peristiwa tepi',
  'End Event': 'Selesai',
  'Sequence Flow': 'Alur',
  'Default Flow': 'Alur bawaan',
  'Conditional Flow': 'Alur bersyarat',
  'Message Flow': 'Alur pesan',
  'Association': 'Asosiasi',
  'Text Annotation': 'Catatan',
  'Group': 'Kelompok',
  'Lane': 'Jalur',
  'Participant': 'Kolam',
  'Process': 'Proses',
  'Collaboration': 'Seluruh layanan',
  'Data Object Reference': 'Objek data',
  'Data Store Reference': 'Penyimpanan data'
};

export const elements = { ...events(), ...NODES, ...HEADS };
