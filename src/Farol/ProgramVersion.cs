using System.Reflection;

namespace Farol;

/// <summary>The version that the program was built as.</summary>
internal static class ProgramVersion
{
    /// <summary>All parts are built as one. This assembly names parts of MVC among its attributes, and to read them loads those: a megabyte in every process.</summary>
    public static string Text { get; } =
        typeof(Configuration.Gateway.GatewayDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
