import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

/** The parts of the drawing library that the page needs; the rest of it is not loaded. */
use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export { default as Drawing } from "vue-echarts";
