/** A short article with a named source, an unnamed one, a document, a denial and the author's own voice. */
export const ARTICLE = `Ferry firm knew of rust, inspector says

By Hal Ormerod

The ferry Lady Ansel was taken out of service on Monday. Harbour inspector Jane Ruddock said that the hull had rusted through in four places.

“Nobody was ever in danger,” the firm’s director, Colm Brady, told reporters.

Brady denied that the crew had been told to keep quiet. According to two former sailors, the pumps ran all night.

A report published in March warns that 14 of the firm’s 20 ships are more than 40 years old. The Lady Ansel may return in June.

MORE: Seal pup rescued from car park`;
