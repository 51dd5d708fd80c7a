using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Farol.Store.Sqlite;

/// <summary>
/// Loads SQLite once a process: the system's library where there is one (it gets security updates and is newer),
/// the bundled one otherwise.
/// </summary>
internal static class SqliteLibrary
{
    private const string BundledName = "e_sqlite3";
    private const string SystemName = "libsqlite3.so.0";
    private static readonly Lazy<string> _version = new(Initialise);

    /// <summary>Version of the library in use.</summary>
    public static string Version => _version.Value;

    private static string Initialise()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        Batteries_V2.Init();
        return raw.sqlite3_libversion().utf8_to_string();
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == BundledName && NativeLibrary.TryLoad(SystemName, out var library) ? library : 0;
}
