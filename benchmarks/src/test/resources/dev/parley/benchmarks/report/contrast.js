// Returns the texts whose contrast to what is behind them is less than the 4.5 : 1 of WCAG 2, level AA.
const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

// The channels of any CSS colour; the last one is its opacity, up to 255.
function channels(colour) {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}

function luminance(colour) {
  const [r, g, b] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function behind(node) {
  for (let at = node; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (channels(backgroundColor)[3] === 255) return backgroundColor;
  }
  return 'white';
}

document.querySelectorAll('details').forEach((one) => { one.open = true; });
const texts = [...document.querySelectorAll('body *')].filter((node) =>
  !['SCRIPT', 'STYLE', 'NOSCRIPT', 'title'].includes(node.tagName) && !node.closest('noscript')
  && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== ''));
if (texts.length < 200) return ['only ' + texts.length + ' texts were found'];
return texts.map((node) => {
  const style = getComputedStyle(node);
  const ratio = contrast(node.namespaceURI.endsWith('svg') ? style.fill : style.color, behind(node));
  return ratio < 4.5 ? `${node.outerHTML}: ${ratio}` : '';
}).filter(Boolean);
