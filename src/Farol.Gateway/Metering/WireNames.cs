using Farol.Configuration.Gateway;

namespace Farol.Gateway.Metering;

/// <summary>Names of cases as they stand in labels: <c>peer_left</c>.</summary>
internal static class WireNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => SnakeCase.Of(value.ToString());
}
