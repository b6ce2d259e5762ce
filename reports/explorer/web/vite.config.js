// Owns how the explorer's pages are built: into dist/explorer of the package, nothing inline, no address but the server's own.
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
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
  },
});
