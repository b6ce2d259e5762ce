// Owns keeping the outlines of the world at the end of a build. Must not be loaded by anything else.
import { keepOutlines } from "./world-outlines.js";

keepOutlines();
