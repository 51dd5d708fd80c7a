using System.Text;

namespace Testing.Support;

/// <summary>
/// Writes what "display access-user" prints for a BNG full of subscribers: PPPoE logins of several providers, IPoE names with blanks that the
/// table cuts, interfaces wider than their column, CGNAT addresses, IPv6 on some, and a few without an address. The same seed gives the same text.
/// </summary>
public static class SubscriberListing
{
    private const string Rule = "  ------------------------------------------------------------------------------";
    private const int UsernameWidth = 24;
    private const int MaxUsername = 20;

    private static readonly string[] _names =
        ["joao", "maria", "jose", "ana", "antonio", "francisca", "carlos", "adriana", "paulo", "juliana", "pedro", "marcia", "lucas", "fernanda"];

    private static readonly string[] _surnames =
        ["silva", "santos", "oliveira", "souza", "pereira", "costa", "almeida", "ferreira", "rodrigues", "gomes", "ribeiro", "carvalho"];

    private static readonly string[] _domains = ["fibra.net.br", "algar.com.br", "turbo500m", "residencial", "corporativo", "2910-zona-sul"];

    private static readonly string[] _interfaces =
        ["Eth-Trunk100.3150", "Eth-Trunk100.3151", "Eth-Trunk3.2910", "Eth-Trunk20.1205", "GE0/1/8.1305", "100GE0/3/1.4001"];

    /// <summary>One subscriber as it stands in the text.</summary>
    public sealed record Row(long UserId, string Username, string Interface, string? IpAddress, string Mac, int PeVlan, int? CeVlan, string? Ipv6Address, string AccessType);

    /// <summary>The listing with its counters, two lines a subscriber, LF line ends.</summary>
    public static string Text(int subscribers, int seed = 1) => Text(Rows(subscribers, seed));

    /// <summary>The listing of exactly these rows.</summary>
    public static string Text(IReadOnlyCollection<Row> rows)
    {
        var text = new StringBuilder(170 * (rows.Count + 8));
        text.Append(Rule).Append('\n')
            .Append("  UserID     Username                Interface      IP address       MAC\n")
            .Append("             Vlan          IPv6 address             Access type\n")
            .Append(Rule).Append('\n');
        foreach (var row in rows)
        {
            Append(text, row);
        }

        text.Append(Rule).Append('\n');
        AppendCounter(text, "Normal users", rows.Count);
        AppendCounter(text, "RUI Local users", 0);
        AppendCounter(text, "RUI Remote users", 0);
        AppendCounter(text, "Total users", rows.Count);
        return text.ToString();
    }

    /// <summary>The subscribers alone, for comparing with what was read back.</summary>
    public static IReadOnlyList<Row> Rows(int subscribers, int seed = 1)
    {
        var random = new Random(seed);
        var rows = new List<Row>(subscribers);
        for (var i = 0; i < subscribers; i++)
        {
            rows.Add(Create(random, i));
        }

        return rows;
    }

    private static Row Create(Random random, int index)
    {
        var isIpoe = random.Next(20) == 0;
        var vlan = random.Next(100, 4095);
        var port = Pick(random, _interfaces);
        var hasIpv6 = random.Next(10) < 6;
        return new Row(
            20_000 + index,
            isIpoe ? Cut($"trunk 0/{random.Next(8)}/{random.Next(16)}:4096.{vlan} OLT-{random.Next(40):00}") : Cut(Login(random, index)),
            port,
            random.Next(200) == 0 ? null : $"100.{64 + (index >> 16)}.{(index >> 8) & 0xFF}.{index & 0xFF}",
            Mac(random),
            vlan,
            isIpoe || random.Next(3) > 0 ? null : random.Next(1, 4095),
            hasIpv6 ? $"2804:{random.Next(0x1000, 0xFFFF):x}:{index >> 8:x}:{index & 0xFF:x}::1" : null,
            isIpoe ? "IPOE" : "PPPoE");
    }

    private static string Login(Random random, int index) => random.Next(3) switch
    {
        0 => $"{Pick(random, _names)}.{Pick(random, _surnames)}{index}",
        1 => $"{Pick(random, _names)}{index}@{Pick(random, _domains)}",
        _ => $"4857544{random.Next(0x1000000):X7}",
    };

    private static string Cut(string username) => username.Length <= MaxUsername ? username : username[..MaxUsername].TrimEnd() + "...";

    private static string Mac(Random random) => $"{random.Next(1, 0x10000):x4}-{random.Next(0x10000):x4}-{random.Next(0x10000):x4}";

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];

    private static void Append(StringBuilder text, Row row)
    {
        text.Append("  ").Append(row.UserId.ToString().PadRight(10)).Append(' ')
            .Append(row.Username.PadRight(UsernameWidth - 1)).Append(' ')
            .Append(row.Interface.PadRight(14)).Append(' ')
            .Append((row.IpAddress ?? "-").PadRight(16)).Append(' ').Append(row.Mac).Append('\n');
        var vlan = $"{row.PeVlan}/{row.CeVlan?.ToString() ?? "-"}";
        text.Append(' ', 13).Append(vlan.PadRight(13)).Append(' ')
            .Append((row.Ipv6Address ?? "-").PadRight(24)).Append(' ').Append(row.AccessType.PadRight(31)).Append('\n');
    }

    private static void AppendCounter(StringBuilder text, string name, int count) =>
        text.Append("  ").Append(name.PadRight(35)).Append(": ").Append(count).Append('\n');
}
