namespace CoreTop.Tui.Hosting;

/// <summary>Takes the bytes of one frame.</summary>
internal delegate void FrameSink(ReadOnlySpan<byte> frame);
