using CoreTop.Sampling;

namespace CoreTop.Tui;

/// <summary>What the screen asks of the program around it.</summary>
/// <param name="Pace">How often the machine is read, and what of it.</param>
/// <param name="Redraw">Draws every cell anew.</param>
/// <param name="Quit">Ends the program.</param>
internal sealed record ScreenServices(ISamplerPace Pace, Action Redraw, Action Quit);
