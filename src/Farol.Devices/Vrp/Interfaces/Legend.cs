using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>
/// What the marks of interface tables mean. The text's own legend wins; these are the meanings printed by NE40E V800R021 and AR
/// for texts that have lost it.
/// </summary>
internal sealed class Legend
{
    private const int MaxMarks = 64;

    private static readonly (string Mark, string Meaning)[] _known =
    [
        ("*", "administratively down"), ("^", "standby"), ("!", "FIB overload down"), ("#", "LBDT down"), ("-", "link flap down"),
        ("l", "loopback"), ("s", "spoofing"), ("E", "E-Trunk down"), ("b", "BFD down"), ("B", "Bit-error-detection down"),
        ("e", "ETHOAM down"), ("d", "Dampening Suppressed"), ("p", "port alarm down"), ("ld", "loop-detect trigger down"),
        ("mf", "mac-flapping blocked"), ("c", "CFM down"), ("sd", "STP instance discarding"), ("v", "VirtualPort"),
        ("td", "transceiver unmatch down"),
    ];

    private readonly List<(string Mark, string Meaning)> _printed = [];

    /// <summary>Takes a legend line: "*down: administratively down", "(ld): loop-detect trigger down".</summary>
    public void Read(ReadOnlySpan<char> line)
    {
        if (line.Length < 4 || !KeyValue.TrySplit(line, out var key, out var meaning) || meaning.IsEmpty)
        {
            return;
        }

        var mark = key.StartsWith('(') && key.EndsWith(')') ? key[1..^1]
            : key.EndsWith("down") && key.Length == 5 ? key[..1]
            : default;
        if (!mark.IsEmpty && _printed.Count < MaxMarks)
        {
            _printed.Add((mark.ToString(), meaning.ToString()));
        }
    }

    /// <summary>False when the word is no state.</summary>
    public bool TryState(ReadOnlySpan<char> word, out PortState state)
    {
        state = default;
        var mark = word.Length > 0 && word[0] is '*' or '^' or '!' or '#' or '-' ? word[..1] : default;
        var rest = word[mark.Length..];
        var status = rest.Begins("up") ? "up" : rest.Begins("down") ? "down" : null;
        if (status is null)
        {
            return false;
        }

        rest = rest[status.Length..];
        if (rest.StartsWith('(') && rest.EndsWith(')'))
        {
            mark = rest[1..^1];
        }
        else if (!rest.IsEmpty)
        {
            return false;
        }

        state = new PortState(status, mark.IsEmpty ? null : Meaning(mark));
        return true;
    }

    private string Meaning(ReadOnlySpan<char> mark)
    {
        foreach (var (known, meaning) in _printed)
        {
            if (mark.SequenceEqual(known))
            {
                return meaning;
            }
        }

        foreach (var (known, meaning) in _known)
        {
            if (mark.SequenceEqual(known))
            {
                return meaning;
            }
        }

        return mark.ToString();
    }
}
