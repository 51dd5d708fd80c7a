namespace Farol.Devices;

/// <summary>What the settings of every protocol have in common, checked once.</summary>
internal static class EndpointRules
{
    /// <summary>Longer than any router needs; shorter than a person waits.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Some VRP releases refuse a terminal wider than this (screen-width takes 60 to 512).</summary>
    public const int MaxColumns = 512;

    private const int MinColumns = 60;
    private const int MaxRows = 512;
    private const int MaxHostLength = 253;

    public static void Check(string host, int port, List<string> errors)
    {
        if (string.IsNullOrWhiteSpace(host))
        {
            errors.Add("Host: is empty; write the router's name or address");
        }
        else if (host.Length > MaxHostLength || host.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0 || host.Contains('/') || host.Contains('@'))
        {
            errors.Add("Host: is no name or address; write only the name or the address, without user, port or path");
        }

        if (port is < 1 or > 65535)
        {
            errors.Add($"Port: {port} is no port; write 1 to 65535");
        }
    }

    public static void CheckTimeout(string setting, TimeSpan value, List<string> errors)
    {
        if (value <= TimeSpan.Zero || value > MaxTimeout)
        {
            errors.Add($"{setting}: {value.TotalSeconds:0.###} s; write more than 0 and at most {MaxTimeout.TotalSeconds:0} s");
        }
    }

    public static void CheckSize(int columns, int rows, List<string> errors)
    {
        if (columns is < MinColumns or > MaxColumns)
        {
            errors.Add($"Columns: {columns}; write {MinColumns} to {MaxColumns}");
        }

        if (rows is < 0 or > MaxRows)
        {
            errors.Add($"Rows: {rows}; write 0 to {MaxRows}");
        }
    }
}
