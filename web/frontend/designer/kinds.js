/* What kind of thing an element is; takes a shape, a connection or what stands in the file. */

export function is(element, type) {
  const object = element.businessObject || element;
  return Boolean(object && typeof object.$instanceOf === 'function' && object.$instanceOf(type));
}

export function isAny(element, types) {
  return types.some(type => is(element, type));
}
