using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>
/// An interface name as tables print it: "GigabitEthernet1/0/1.50(10G)" is the name and its speed. A bar or a colon belongs to the name
/// ("50|100GE0/1/0", "GigabitEthernet5/0/1:3").
/// </summary>
internal readonly ref struct InterfaceLabel
{
    public InterfaceLabel(ReadOnlySpan<char> label)
    {
        var open = label.EndsWith(')') ? label.LastIndexOf('(') : -1;
        Name = open <= 0 ? label : label[..open];
        Speed = open <= 0 ? null : Quantity.BitsPerSecond(label[(open + 1)..^1]);
    }

    public ReadOnlySpan<char> Name { get; }

    /// <summary>Bits per second; null when no speed is printed.</summary>
    public long? Speed { get; }

    /// <summary>Whether the word can be an interface: it starts with a letter or digit and ends with a number.</summary>
    public bool IsInterface =>
        Name.Length > 1 && char.IsAsciiLetterOrDigit(Name[0]) && char.IsAsciiDigit(Name[^1]) && Name.HasLetter();
}
