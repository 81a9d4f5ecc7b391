// Makes a screenshot small: at most 256 colours, of which a page hardly has more. Reads what Chromium writes (8 bits, not interlaced).
import { crc32, deflateSync, inflateSync } from "node:zlib";

const paeth = (a, b, c) => {
  const [x, y, z] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return x <= y && x <= z ? a : y <= z ? b : c;
};

function decode(png) {
  const parts = [];
  let head;
  for (let at = 8; at < png.length; ) {
    const [size, name] = [png.readUInt32BE(at), png.toString("latin1", at + 4, at + 8)];
    const body = png.subarray(at + 8, at + 8 + size);
    if (name === "IHDR") head = { width: body.readUInt32BE(0), height: body.readUInt32BE(4), channels: body[9] === 6 ? 4 : 3 };
    if (name === "IDAT") parts.push(body);
    at += size + 12;
  }
  const { width, height, channels } = head;
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; ++i) {
      const left = i < channels ? 0 : out[y * stride + i - channels];
      const up = y ? out[(y - 1) * stride + i] : 0;
      const corner = y && i >= channels ? out[(y - 1) * stride + i - channels] : 0;
      const add = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[y * stride + i] = raw[y * (stride + 1) + 1 + i] + add;
    }
  }
  return { ...head, pixels: out };
}

function chunk(name, body) {
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  out.write(name, 4, "latin1");
  body.copy(out, 8);
  out.writeUInt32BE(crc32(out.subarray(4, body.length + 8)), body.length + 8);
  return out;
}

export function small(png) {
  const { width, height, channels, pixels } = decode(png);
  const colour = (i) => (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
  const count = new Map();
  for (let i = 0; i < pixels.length; i += channels) count.set(colour(i), (count.get(colour(i)) ?? 0) + 1);
  const palette = [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 256).map(([value]) => value);
  const place = new Map(palette.map((value, i) => [value, i]));
  const nearest = (value) => {
    let [best, least] = [0, Infinity];
    palette.forEach((one, i) => {
      const far = ((one >> 16) - (value >> 16)) ** 2 + (((one >> 8) & 255) - ((value >> 8) & 255)) ** 2 + ((one & 255) - (value & 255)) ** 2;
      if (far < least) [best, least] = [i, far];
    });
    place.set(value, best);
    return best;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x) {
      const value = colour((y * width + x) * channels);
      rows[y * (width + 1) + 1 + x] = place.get(value) ?? nearest(value);
    }
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const colours = Buffer.from(palette.flatMap((value) => [value >> 16, (value >> 8) & 255, value & 255]));
  return Buffer.concat([png.subarray(0, 8), chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
