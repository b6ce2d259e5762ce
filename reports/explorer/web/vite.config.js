// Owns how the explorer's pages are built: into dist/explorer of the package, nothing inline, no address but the server's own.
import { defineConfig } from "vite";
import { worldShapesText } from "../../../dist/reports/explorer/shapes.js";

/** The shapes of the map as a file: simplifying them takes over a second, which nobody should wait for. */
const shapes = { name: "shapes", generateBundle() { this.emitFile({ type: "asset", fileName: "world.json", source: worldShapesText() }); } };

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [shapes],
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../../dist/explorer",
    emptyOutDir: true,
    target: "es2022",
    // A picture or a font inside a style would need "data:" in the policy; a preload script would be inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
});
