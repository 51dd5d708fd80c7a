using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Interfaces;

/// <summary>Where the columns of "display interface brief" stand in this text.</summary>
internal sealed class InterfaceBriefColumns
{
    private static readonly string[] _names =
    [
        "Interface", "PHY", "Physical", "Protocol", "Auto-Neg", "Duplex", "Bandwidth", "InUti", "OutUti", "inErrors", "outErrors", "Trunk",
    ];

    /// <summary>The columns of routers, for rows that a filter such as "| include up" left without their header.</summary>
    public static InterfaceBriefColumns Usual { get; } = TryRead("Interface PHY Protocol InUti OutUti inErrors outErrors")!;

    private InterfaceBriefColumns(Columns columns)
    {
        Count = columns.Count;
        Physical = Math.Max(columns.IndexOf("PHY"), columns.IndexOf("Physical"));
        Protocol = columns.IndexOf("Protocol");
        Bandwidth = columns.IndexOf("Bandwidth");
        InUtilization = columns.IndexOf("InUti");
        OutUtilization = columns.IndexOf("OutUti");
        InErrors = columns.IndexOf("inErrors");
        OutErrors = columns.IndexOf("outErrors");
        Trunk = columns.IndexOf("Trunk");
    }

    public int Count { get; }

    public int Physical { get; }

    public int Protocol { get; }

    public int Bandwidth { get; }

    public int InUtilization { get; }

    public int OutUtilization { get; }

    public int InErrors { get; }

    public int OutErrors { get; }

    public int Trunk { get; }

    /// <summary>True for a row that fits the usual columns and no other table: a share or "--" twice, then two whole numbers.</summary>
    public static bool IsUsualRow(ReadOnlySpan<char> line)
    {
        var tokens = new TokenReader(line);
        return TokenReader.Count(line) == Usual.Count && new InterfaceLabel(tokens.First()).IsInterface
            && Number.Integer(tokens.Last()) is >= 0 && Number.Integer(tokens.Last()) is >= 0 && IsShare(tokens.Last()) && IsShare(tokens.Last());
    }

    private static bool IsShare(ReadOnlySpan<char> word) => word is "--" || Number.Percent(word) is not null;

    public static InterfaceBriefColumns? TryRead(ReadOnlySpan<char> line) =>
        line.Begins("Interface") && (line.Has("InUti") || line.Has("InBroad")) && (Columns.TryRead(line, "PHY", _names) ?? Columns.TryRead(line, "Physical", _names)) is { } columns ? new InterfaceBriefColumns(columns) : null;
}
