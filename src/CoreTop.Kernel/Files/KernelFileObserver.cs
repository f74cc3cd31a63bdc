namespace CoreTop.Kernel.Files;

/// <summary>Is told of a file that was read.</summary>
/// <param name="path">Its path without the root, such as <c>/proc/stat</c>.</param>
/// <param name="text">Its bytes; hold only during the call.</param>
public delegate void KernelFileObserver(string path, ReadOnlySpan<byte> text);
