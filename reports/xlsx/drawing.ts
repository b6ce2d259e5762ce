// Owns pictures on a sheet: DrawingML with the place, the size and the text alternative of each. Must not draw anything.
import { escape } from "./escape.js";

export interface SheetPicture {
  png: Uint8Array;
  name: string;
  /** Text alternative: all that the picture says. */
  alt: string;
  /** Row that it begins in, from 1; it begins in the first column. */
  row: number;
  /** In points. */
  width: number;
  height: number;
}

/** English metric units in a point. */
const UNITS = 12_700;
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** Programs cut a text alternative that is longer. */
const ALT_LENGTH = 8_000;

export function drawingXml(pictures: SheetPicture[]): string {
  const anchors = pictures.map((picture, index) => {
    const size = `cx="${Math.round(picture.width * UNITS)}" cy="${Math.round(picture.height * UNITS)}"`;
    const name = `<xdr:cNvPr id="${index + 2}" name="${escape(picture.name)}" descr="${escape(picture.alt.slice(0, ALT_LENGTH))}"/>`;
    return `<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${picture.row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext ${size}/>`
      + `<xdr:pic><xdr:nvPicPr>${name}<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId${index + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>`
      + `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`;
  });
  return `<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}">${anchors.join("")}</xdr:wsDr>`;
}

/** @param sheet number of the sheet, as in the names of its pictures */
export function drawingRelations(pictures: SheetPicture[], sheet: number): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${pictures.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/image" Target="../media/picture${sheet}-${at + 1}.png"/>`).join("")}</Relationships>`;
}
