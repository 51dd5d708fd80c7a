using System.Text.RegularExpressions;

namespace Farol.Simulator.State;

/// <summary>Reads interface names as people type them: shortened types, <c>GE1/0/0</c>, any case.</summary>
internal static partial class InterfaceNames
{
    /// <returns>The interface meant, or null if there is none such.</returns>
    public static SimulatedInterface? Resolve(Topology topology, string typed)
    {
        if (topology.Find(typed) is { } exact)
        {
            return exact;
        }

        var (type, number) = Split(typed);
        if (type.Length == 0 || number.Length == 0)
        {
            return null;
        }

        return topology.Interfaces.FirstOrDefault(found =>
        {
            var (foundType, foundNumber) = Split(found.Name);
            return foundNumber.Equals(number, StringComparison.OrdinalIgnoreCase)
                && (foundType.StartsWith(type, StringComparison.OrdinalIgnoreCase)
                    || Short(foundType).Equals(type, StringComparison.OrdinalIgnoreCase));
        });
    }

    /// <summary>As <c>display interface description</c> writes it: <c>GE1/0/0</c>.</summary>
    public static string Shorten(string name)
    {
        var (type, number) = Split(name);
        return Short(type) + number;
    }

    private static string Short(string type) => type == "GigabitEthernet" ? "GE" : type;

    private static (string Type, string Number) Split(string name)
    {
        var match = TypeAndNumber().Match(name);
        return match.Success ? (match.Groups[1].Value, match.Groups[2].Value) : (string.Empty, string.Empty);
    }

    [GeneratedRegex(@"^(\d{0,3}[A-Za-z][A-Za-z-]*)(\d.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex TypeAndNumber();
}
