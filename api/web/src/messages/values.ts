/** A value of an enum, or the name of a type, in English: `OUT_OF_REACH` is “Out of reach”, `RoleGroup` is “Role group”. */
export function inWords(value: string): string {
  const words = value
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
