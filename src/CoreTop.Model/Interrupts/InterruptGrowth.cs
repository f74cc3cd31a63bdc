namespace CoreTop.Model.Interrupts;

/// <summary>How often one source interrupted a CPU between two readings.</summary>
/// <param name="Name">The source's name, such as <c>24</c> or <c>NET_RX</c>.</param>
/// <param name="Text">Its devices or description; may be empty.</param>
/// <param name="Count">Interrupts.</param>
public readonly record struct InterruptGrowth(string Name, string Text, uint Count)
{
    /// <summary>It has a number, so a device raises it: no timer, and no CPU.</summary>
    public bool IsOfDevice => Name.Length > 0 && char.IsAsciiDigit(Name[0]);

    /// <summary>For people: <c>IRQ 24 (eth0-TxRx-0)</c>, <c>NET_RX</c>, <c>LOC (Local timer interrupts)</c>.</summary>
    public override string ToString()
    {
        string name = IsOfDevice ? $"IRQ {Name}" : Name;
        return Text.Length > 0 ? $"{name} ({Text})" : name;
    }
}
