using CoreTop.Model.Topology;

namespace CoreTop.Tui.Screen;

/// <summary>Reads the CPUs that CoreTop itself may use.</summary>
/// <param name="why">Why there are none, as a sentence; empty when there are.</param>
/// <returns>Null when nothing limits it, or that is not known.</returns>
internal delegate CpuBounds? OwnBounds(out string why);
