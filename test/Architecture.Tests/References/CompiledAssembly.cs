using Mono.Cecil;

namespace Architecture.Tests.References;

/// <summary>What a compiled assembly uses, whatever its project file says.</summary>
internal sealed class CompiledAssembly(ModuleDefinition module)
{
    private const string Prefix = "Farol";

    /// <summary>The program is called farol on disk; the table calls it by its project.</summary>
    public string Project => Named(module.Assembly.Name.Name);

    /// <summary>Our own projects that its code refers to.</summary>
    public IEnumerable<string> Projects => module.AssemblyReferences.Select(r => Named(r.Name))
        .Where(name => name == Prefix || name.StartsWith(Prefix + ".", StringComparison.Ordinal));

    /// <summary>Native functions declared outside of a namespace with a part called Native.</summary>
    public IEnumerable<string> StrayNativeCalls => module.GetTypes()
        .SelectMany(t => t.Methods)
        .Where(m => m.IsPInvokeImpl && !Namespace(m.DeclaringType).Split('.').Contains("Native"))
        .Select(m => $"{m.DeclaringType.FullName}.{m.Name} calls {m.PInvokeInfo?.Module.Name} outside of a Native folder");

    public static CompiledAssembly Read(string path) => new(ModuleDefinition.ReadModule(path));

    /// <summary>Every assembly of ours beside the tests.</summary>
    public static IReadOnlyList<CompiledAssembly> OfTheProduct() =>
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
            .Where(f => Path.GetFileName(f) is var name && (name == "farol.dll" || name.StartsWith("Farol.", StringComparison.Ordinal)))
            .Select(Read),
    ];

    private static string Named(string name) => name == "farol" ? Prefix : name;

    private static string Namespace(TypeDefinition type) => type.DeclaringType is { } outer ? Namespace(outer) : type.Namespace;
}
