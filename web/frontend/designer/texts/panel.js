/* The frame of the properties panel. */

export const panel = {
  'Select an element to edit its properties.': 'Pilih sebuah elemen untuk mengubah isinya.',
  'Multiple elements are selected. Select a single element to edit its properties.':
    'Beberapa elemen terpilih. Pilih satu elemen untuk mengubah isinya.',
  'General': 'Umum',
  'Open documentation': 'Buka petunjuk',
  'Toggle section': 'Buka atau tutup bagian',
  'Section contains an error': 'Ada galat di bagian ini',
  'Section contains edits': 'Bagian ini terisi',
  'Toggle list item': 'Buka atau tutup butir',
  'Delete item': 'Hapus butir',
  'Create new list item': 'Tambah butir',
  'Create': 'Tambah',
  'List contains {numOfItems} item': 'Daftar berisi {numOfItems} butir',
  'List contains {numOfItems} items': 'Daftar berisi {numOfItems} butir',
  '<empty>': '<kosong>',
  'JSON contains errors': 'JSON mengandung galat',
  'Open pop-up editor': 'Buka penyunting besar',
  'Opened in editor': 'Terbuka di penyunting',
  'FEEL expression is mandatory': 'Harus ungkapan FEEL',
  'Click to remove dynamic value with FEEL expression': 'Klik untuk kembali ke nilai tetap',
  'Click to set a dynamic value with FEEL expression': 'Klik untuk memakai ungkapan FEEL',
  'Unparsable FEEL expression.': 'Ungkapan FEEL tidak terbaca.'
};
