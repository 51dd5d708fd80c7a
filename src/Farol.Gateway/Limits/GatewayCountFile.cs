using System.Globalization;

namespace Farol.Gateway.Limits;

/// <summary>How many gateways shared last: what a gateway that starts without its control plane takes its part of global limits from.</summary>
internal sealed class GatewayCountFile(string folder)
{
    private const string FileName = "gateways";

    /// <summary>Far more than a control plane serves: a larger number is a damaged file.</summary>
    private const int MaxGateways = 10_000;

    private string FilePath => Path.Combine(folder, FileName);

    /// <returns>1 where nothing usable is stored.</returns>
    public int Load()
    {
        try
        {
            return File.Exists(FilePath) && int.TryParse(File.ReadAllText(FilePath).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MaxGateways ? count : 1;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return 1;
        }
    }

    /// <summary>Best effort: without it a start without the control plane counts as if this gateway were alone.</summary>
    public void Save(int count)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(FilePath, count.ToString(CultureInfo.InvariantCulture) + "\n");
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The snapshot beside it cannot be kept either, and that is told.
        }
    }
}
