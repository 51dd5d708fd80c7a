namespace Farol.Control.Status;

/// <summary>GET /api/version.</summary>
/// <param name="Commit">Null: built from no repository.</param>
/// <param name="BuiltAt">When the program's file was written; null: it cannot be seen.</param>
public sealed record VersionBody(string Version, string? Commit, DateTimeOffset? BuiltAt, string Runtime)
{
    /// <summary>Of the program that runs.</summary>
    public static VersionBody Of(string version)
    {
        var program = System.Reflection.Assembly.GetEntryAssembly();
        var full = program is null ? null : Attribute.GetCustomAttribute(program, typeof(System.Reflection.AssemblyInformationalVersionAttribute)) as System.Reflection.AssemblyInformationalVersionAttribute;
        var commit = full?.InformationalVersion.Split('+') is [_, var after] ? after : null;
        var builtAt = program?.Location is { Length: > 0 } file && File.Exists(file) ? (DateTimeOffset?)new DateTimeOffset(File.GetLastWriteTimeUtc(file)) : null;
        return new VersionBody(version, commit, builtAt, System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
    }
}
